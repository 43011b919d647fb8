/** What somebody wants: commands, and the deciders that turn them into changes or refusals. */
@NullMarked
package dev.trestle.domain.command;

import org.jspecify.annotations.NullMarked;
