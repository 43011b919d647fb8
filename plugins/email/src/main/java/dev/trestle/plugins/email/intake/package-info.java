/**
 * Makes messages part of tickets. {@link dev.trestle.plugins.email.intake.MailIntake} takes the
 * bytes of one message, whatever way they came, and answers when what became of it is on disk;
 * {@link dev.trestle.plugins.email.intake.MailRecords} names what is kept.
 */
@NullMarked
package dev.trestle.plugins.email.intake;

import org.jspecify.annotations.NullMarked;
