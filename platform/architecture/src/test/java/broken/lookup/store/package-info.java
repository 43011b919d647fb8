/** The floor that is looked up to. */
@NullMarked
package broken.lookup.store;

import org.jspecify.annotations.NullMarked;
