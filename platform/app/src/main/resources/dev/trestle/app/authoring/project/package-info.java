/** Keeps a ticket open while something it waits for is missing. */
@NullMarked
package @package@;

import org.jspecify.annotations.NullMarked;
