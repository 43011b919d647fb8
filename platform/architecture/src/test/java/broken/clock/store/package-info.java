/** Breaks the rule that only the roof has clocks and dice. */
@NullMarked
package broken.clock.store;

import org.jspecify.annotations.NullMarked;
