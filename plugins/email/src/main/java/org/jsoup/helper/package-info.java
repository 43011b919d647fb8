/**
 * What stands in the place of classes of jsoup that the desk admits no plugin with (docs/adr/0012).
 */
@NullMarked
package org.jsoup.helper;

import org.jspecify.annotations.NullMarked;
