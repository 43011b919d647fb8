/** One half of a circle of packages. */
@NullMarked
package broken.circle.domain.here;

import org.jspecify.annotations.NullMarked;
