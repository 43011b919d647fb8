/**
 * One mailbox, nothing lost: every message to it becomes, or joins, exactly one ticket, and answers
 * go out from the desk and come back into the same conversation.
 *
 * <p>{@link dev.trestle.plugins.email.EmailPlugin} only collects what the packages below say:
 * {@code read} understands messages, {@code intake} makes them part of tickets, {@code transport}
 * talks to mail servers, and {@code out} lets comments leave.
 */
@NullMarked
package dev.trestle.plugins.email;

import org.jspecify.annotations.NullMarked;
