/**
 * What other plugins may know of promises, for those that carry texts to customers or plan work: a
 * plugin that requires {@code commitments} asks for {@code Commitments} as a service, and names the
 * events of {@code CommitmentEvents} in its manifest.
 */
@NullMarked
package dev.trestle.plugins.commitments.api;

import org.jspecify.annotations.NullMarked;
