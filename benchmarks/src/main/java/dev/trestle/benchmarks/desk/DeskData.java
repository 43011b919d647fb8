package dev.trestle.benchmarks.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who and what the desk under test knows; the same for everybody who asks, so ids need no look-up.
 */
public final class DeskData {
  static final int COMPANIES = 200;
  static final int CONTACTS = 5_000;
  static final int AGENTS = 40;
  static final int QUEUES = 12;
  static final int TEAMS = 8;
  private static final long SEED = 20_261_122;

  final List<String> companies;
  final List<String> contacts;
  final List<String> agents;
  final List<String> teams;
  final List<String> queues;
  final Words words = new Words(SEED);

  public DeskData() {
    companies = ids(1, COMPANIES);
    contacts = ids(2, CONTACTS);
    agents = ids(3, AGENTS);
    teams = ids(4, TEAMS);
    queues = ids(5, QUEUES);
  }

  private static List<String> ids(int kind, int count) {
    Ids ids = new Ids(SEED + kind);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(ids.next());
    }
    return list;
  }

  /** The ids of the first so many tickets. */
  public List<String> tickets(int count) {
    return ids(6, count);
  }

  Ids ticketIds() {
    return new Ids(SEED + 6);
  }

  /** A queue with an average share of the tickets. */
  public String queue() {
    return queues.get(QUEUES / 2);
  }

  /** Stands in about 230 of a hundred thousand tickets. */
  public String rareWord() {
    return Words.RARE;
  }

  /** Fields of a new ticket as they arrive on a working day, without its id. */
  public String freshTicket(SplittableRandom random) {
    int contact = random.nextInt(CONTACTS);
    return "\"subject\":"
        + quoted(words.text(random, 30, 75))
        + ",\"text\":"
        + quoted(words.text(random, 200, 390))
        + ",\"queueId\":\""
        + queues.get(random.nextInt(QUEUES))
        + "\",\"requesterId\":\""
        + contacts.get(contact)
        + "\",\"companyId\":\""
        + companies.get(contact % COMPANIES)
        + "\",\"priority\":\""
        + priority(random)
        + '"';
  }

  static String priority(SplittableRandom random) {
    int place = random.nextInt(100);
    return place < 5 ? "URGENT" : place < 20 ? "HIGH" : place < 80 ? "NORMAL" : "LOW";
  }

  static String quoted(String text) {
    return dev.trestle.benchmarks.load.HttpText.quoted(text);
  }
}
