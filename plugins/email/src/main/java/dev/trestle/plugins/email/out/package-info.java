/**
 * What leaves: words of staff that become letters, the texts around them, and what becomes of each
 * letter. A reaction hears of a word when it is committed, and puts a {@link
 * dev.trestle.plugins.email.out.MailSending} beside it; when its time has come it goes to the
 * outbox, and a channel hands it to the mailbox's server. Only a {@link
 * dev.trestle.plugins.email.out.PublicWord} can be written into a letter, and no internal note can
 * become one.
 */
@NullMarked
package dev.trestle.plugins.email.out;

import org.jspecify.annotations.NullMarked;
