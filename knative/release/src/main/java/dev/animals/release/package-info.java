/**
 * The release program: the commands that deploy the service, split its traffic, and
 * promote or roll back a revision.
 */
@NullMarked
package dev.animals.release;

import org.jspecify.annotations.NullMarked;
