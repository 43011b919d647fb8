/** What a plugin adds to the desk's own lists: filters, sort keys and search texts. */
@NullMarked
package dev.trestle.sdk.lists;

import org.jspecify.annotations.NullMarked;
