/** The commands for those who write plugins and those who put them on a desk. */
@NullMarked
package dev.trestle.app.cli.plugin;

import org.jspecify.annotations.NullMarked;
