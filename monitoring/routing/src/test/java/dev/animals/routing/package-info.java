/**
 * Who is told of an alert: {@code alertmanager.yaml} as {@code manifests.sh} gives it
 * out, in a real Alertmanager, with receivers that tests can read.
 */
@NullMarked
package dev.animals.routing;

import org.jspecify.annotations.NullMarked;
