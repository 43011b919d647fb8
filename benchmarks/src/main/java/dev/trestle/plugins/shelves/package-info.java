/**
 * Plugins whose cost at the desk's door is measured; they are packed and installed as a vendor's.
 */
@NullMarked
package dev.trestle.plugins.shelves;

import org.jspecify.annotations.NullMarked;
