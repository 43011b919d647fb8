/** What a plugin must not see. */
@NullMarked
package broken.curious.domain;

import org.jspecify.annotations.NullMarked;
