/** The roof: configuration, wiring and the command line; the only place that sees every floor. */
@NullMarked
package dev.trestle.app;

import org.jspecify.annotations.NullMarked;
