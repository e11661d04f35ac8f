/**
 * The smoke set: photos that are sent to the candidate and to stable before the candidate
 * gets any users.
 */
@NullMarked
package dev.animals.release.smoke;

import org.jspecify.annotations.NullMarked;
