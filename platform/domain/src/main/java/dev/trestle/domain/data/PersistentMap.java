package dev.trestle.domain.data;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from keys that are equal by content to values, as a hash trie with 32 branches.
 * Its order is the same in every run: by hash, and among keys of one hash by their first insertion.
 * See {@link Hashes#ofObject} for what makes a good key. Maps are equal by content.
 */
public final class PersistentMap<K, V> {
  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(0, null);

  private final int size;
  private final @Nullable Object root;

  private PersistentMap(int size, @Nullable Object root) {
    this.size = size;
    this.root = root;
  }

  /** The map without entries. */
  @SuppressWarnings("unchecked") // holds no entry, so every type fits
  public static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  /** Starts a bulk load. */
  public static <K, V> Builder<K, V> builder() {
    return new Builder<>();
  }

  /** The number of entries. */
  public int size() {
    return size;
  }

  /** Whether there is no entry. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The value of a key, or null when there is none. */
  @SuppressWarnings("unchecked") // only V ever enters through put
  public @Nullable V get(K key) {
    MapTrie.Entry entry = MapTrie.find(root, MapTrie.hash(key), key);
    return entry == null ? null : (V) entry.value();
  }

  /** Whether the key has a value. */
  public boolean containsKey(K key) {
    return MapTrie.find(root, MapTrie.hash(key), key) != null;
  }

  /** This map with that value for the key; this itself when it is the same object already. */
  public PersistentMap<K, V> put(K key, V value) {
    MapTrie.Entry entry = new MapTrie.Entry(MapTrie.hash(key), key, value);
    MapTrie.Entry before = MapTrie.find(root, entry.hash(), key);
    if (before != null && before.value() == value) {
      return this;
    }
    return new PersistentMap<>(before == null ? size + 1 : size, MapTrie.put(root, 0, entry));
  }

  /** This map without the key; this itself when the key has no value. */
  public PersistentMap<K, V> remove(K key) {
    Object rest = MapTrie.remove(root, 0, MapTrie.hash(key), key);
    if (rest == root) {
      return this;
    }
    return rest == null ? empty() : new PersistentMap<>(size - 1, rest);
  }

  /** Visits all entries in this map's order. */
  @SuppressWarnings("unchecked") // only K and V ever enter through put
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    MapTrie.forEach(root, entry -> visitor.accept((K) entry.key(), (V) entry.value()));
  }

  @Override
  @SuppressWarnings("unchecked") // a key of another type is simply not found
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof PersistentMap<?, ?> map) || map.size != size) {
      return false;
    }
    boolean[] equal = {true};
    PersistentMap<Object, Object> others = (PersistentMap<Object, Object>) map;
    forEach((key, value) -> equal[0] &= Objects.equals(others.get(key), value));
    return equal[0];
  }

  @Override
  public int hashCode() {
    int[] sum = {0};
    forEach((key, value) -> sum[0] += key.hashCode() ^ value.hashCode());
    return sum[0];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((key, value) ->
        text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(value));
    return text.append('}').toString();
  }

  /** Collects entries, a later value of a key replacing the one before; not for sharing. */
  public static final class Builder<K, V> {
    private PersistentMap<K, V> map = empty();

    private Builder() {}

    /** Adds or replaces an entry. */
    public Builder<K, V> put(K key, V value) {
      map = map.put(key, value);
      return this;
    }

    /** The map of everything put. */
    public PersistentMap<K, V> build() {
      return map;
    }
  }
}
