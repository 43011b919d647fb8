package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person outside the desk: at a client company, at a partner, or of nobody yet.
 *
 * @param email lower case; unique among contacts that have one
 * @param seesCompanyTickets whether this person sees all tickets of the company
 * @param roleIds what the person may do when signed in; empty means the role {@code contact}
 */
public record Contact(
    UUID id,
    int version,
    @Nullable UUID companyId,
    @Nullable UUID siteId,
    String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String locale,
    boolean seesCompanyTickets,
    List<UUID> roleIds,
    @Nullable String externalKey,
    boolean archived,
    Map<String, Object> customFields,
    long createdAtMillis,
    long updatedAtMillis,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Contact {}
