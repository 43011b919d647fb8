/** Breaks the rule of one library per floor. */
@NullMarked
package broken.library.search;

import org.jspecify.annotations.NullMarked;
