/**
 * What stands in the place of a class of jsoup that the desk admits no plugin with (docs/adr/0012).
 */
@NullMarked
package org.jsoup.internal;

import org.jspecify.annotations.NullMarked;
