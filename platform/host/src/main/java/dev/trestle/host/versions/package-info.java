/** Versions and ranges of versions, by the rules of semantic versioning. */
@NullMarked
package dev.trestle.host.versions;

import org.jspecify.annotations.NullMarked;
