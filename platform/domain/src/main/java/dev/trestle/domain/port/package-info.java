/** What the domain asks of the floors beside it: time-ordered ids, search, files, secrets. */
@NullMarked
package dev.trestle.domain.port;

import org.jspecify.annotations.NullMarked;
