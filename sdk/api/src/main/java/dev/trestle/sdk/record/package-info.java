/** Plugins' own records: declared as Java records, kept by the desk as named fields. */
@NullMarked
package dev.trestle.sdk.record;

import org.jspecify.annotations.NullMarked;
