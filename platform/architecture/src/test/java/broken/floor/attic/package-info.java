/** Breaks the rule that every class stands on a floor. */
@NullMarked
package broken.floor.attic;

import org.jspecify.annotations.NullMarked;
