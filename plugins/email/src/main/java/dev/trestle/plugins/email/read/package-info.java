/**
 * Understands mail: from the bytes of one message to a {@link
 * dev.trestle.plugins.email.read.ReadMail}, whatever state the message is in. Nothing here knows
 * the desk, the network or files; the bytes come from a {@link
 * dev.trestle.plugins.email.read.MailSource}, which can be opened again for each attachment.
 */
@NullMarked
package dev.trestle.plugins.email.read;

import org.jspecify.annotations.NullMarked;
