/**
 * Who may come in, and how they prove it: accounts, sessions, API tokens, signing keys and trusted
 * issuers as records, and the ports through which the upper floors have credentials checked.
 *
 * <p>A floor above asks {@link dev.trestle.domain.credentials.BearerVerifier} who stands behind a
 * request, and {@link dev.trestle.domain.credentials.SignInDesk} for every step that changes a
 * credential record. Both read the records through {@link
 * dev.trestle.domain.credentials.CredentialRecords}, a view on one snapshot, and neither writes:
 * changed records come back as values and become durable by an ordinary commit.
 */
@NullMarked
package dev.trestle.domain.credentials;

import org.jspecify.annotations.NullMarked;
