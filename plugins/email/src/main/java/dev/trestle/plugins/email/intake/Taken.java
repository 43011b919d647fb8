package dev.trestle.plugins.email.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a message is on disk, so that its server may forget it if it is there as a whole.
 *
 * @param mailId the record of the message
 * @param ticketId the ticket it became or joined; null when a rule sets it aside
 * @param again whether it had been taken before, and nothing was changed
 * @param whole whether its bytes are kept as they came; false for more than the desk keeps of a
 *     file: then what stands on its server is all there is of them
 */
public record Taken(UUID mailId, @Nullable UUID ticketId, boolean again, boolean whole) {}
