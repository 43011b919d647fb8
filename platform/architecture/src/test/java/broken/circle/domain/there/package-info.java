/** The other half of a circle of packages. */
@NullMarked
package broken.circle.domain.there;

import org.jspecify.annotations.NullMarked;
