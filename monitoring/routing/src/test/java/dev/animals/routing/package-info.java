/**
 * Tests who is notified of an alert. A real Alertmanager runs with the configuration that
 * {@code manifests.sh} renders, and sends to a webhook and a mail server of the tests.
 */
@NullMarked
package dev.animals.routing;

import org.jspecify.annotations.NullMarked;
