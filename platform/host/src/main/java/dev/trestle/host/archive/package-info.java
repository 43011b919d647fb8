/**
 * Plugin jars as bytes: read with bounds, judged, signed and verified, before any code is looked
 * at.
 */
@NullMarked
package dev.trestle.host.archive;

import org.jspecify.annotations.NullMarked;
