/** The desk as the floors above see it: pinned snapshots, commands in, commits out. */
@NullMarked
package dev.trestle.domain.desk;

import org.jspecify.annotations.NullMarked;
