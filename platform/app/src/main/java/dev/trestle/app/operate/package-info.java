/**
 * What operators do with a desk's data folder: check, rebuild, back up, restore, work without a
 * server.
 */
@NullMarked
package dev.trestle.app.operate;

import org.jspecify.annotations.NullMarked;
