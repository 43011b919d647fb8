/** Things to do once at a given time, and things to deliver at least once: as records. */
@NullMarked
package dev.trestle.domain.timer;

import org.jspecify.annotations.NullMarked;
