package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the credential records of snapshots; remembers the list of keys, which rarely changes. */
public final class CredentialViews {
  private record Keys(Table<SigningKey> table, List<SigningKey> list) {}

  private volatile @Nullable Keys keys;

  public CredentialRecords on(State state) {
    Table<SigningKey> table = state.table(Tables.SIGNING_KEYS);
    Keys known = keys;
    if (known == null || known.table() != table) {
      List<SigningKey> list = new ArrayList<>();
      table.forEach(list::add);
      list.sort(
          Comparator.comparingLong(SigningKey::createdAtMillis).thenComparing(SigningKey::id));
      known = new Keys(table, List.copyOf(list));
      keys = known;
    }
    return new StateCredentials(state, known.list());
  }
}
