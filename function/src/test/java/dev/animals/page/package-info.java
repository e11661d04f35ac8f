/**
 * Tests the page in a real browser.
 */
@NullMarked
package dev.animals.page;

import org.jspecify.annotations.NullMarked;
