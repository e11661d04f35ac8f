/**
 * Classifies all photos of a folder without HTTP, with the function of the service. Start
 * at {@link dev.animals.folder.ClassifyFolder}.
 */
@NullMarked
package dev.animals.folder;

import org.jspecify.annotations.NullMarked;
