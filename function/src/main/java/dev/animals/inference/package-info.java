/**
 * The messages of the Open Inference Protocol v2: reads photos from the tensors of a
 * request, and writes the tensors of a response, as JSON or in binary. It also reads the
 * photos in requests of KServe's protocol v1.
 */
@NullMarked
package dev.animals.inference;

import org.jspecify.annotations.NullMarked;
