/** Breaks the rule that the domain touches nothing outside. */
@NullMarked
package broken.pure.domain;

import org.jspecify.annotations.NullMarked;
