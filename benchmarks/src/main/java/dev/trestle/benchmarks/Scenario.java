package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.DeskData;
import dev.trestle.benchmarks.load.HttpText;
import dev.trestle.benchmarks.load.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One kind of request that is measured.
 *
 * @param query the operation
 * @param variables some of the variables it is asked with, in turn
 * @param keyed whether each request gets an operation key of its own
 * @param sizeMin the smallest right answer
 * @param rawShare what part of the raw rate it should reach; 0 for no such target
 * @param peerPerSecond what it should reach at 8 clients; 0 for no such target
 */
record Scenario(
    String name,
    String query,
    List<String> variables,
    boolean keyed,
    int sizeMin,
    double rawShare,
    int peerPerSecond) {
  private static final String NO_KEY = "00000000-0000-4000-8000-000000000000";
  private static final String OPEN_LIST =
      "tickets(first: 50, filter: {queueId: {eq: $q}, open: true}, orderBy: [{field: PRIORITY}, {field: DUE_AT}])";
  private static final int PEER_TIMES = 3;
  private static final int VARIANTS = 512;

  /**
   * What the issue asks for. The peers' figures: a ticket 4,506/s, list 2,407/s, nested 355/s,
   * create 2,698/s, search 640/s.
   */
  static List<Scenario> all(DeskData data, int tickets) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> ids = data.tickets(tickets);
    List<String> tickets512 = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      tickets512.add("{\"id\":\"" + ids.get(random.nextInt(ids.size())) + "\"}");
      fresh.add("{\"i\":{" + data.freshTicket(random) + ",\"operationKey\":\"" + NO_KEY + "\"}}");
    }
    List<String> queue = List.of("{\"q\":\"" + data.queue() + "\"}");
    return List.of(
        new Scenario("trivial query", "{__typename}", List.of("{}"), false, 20, 0.70, 0),
        new Scenario(
            "ticket by id, requester, company",
            "query($id: ID!) {ticket(id: $id) {id number subject priority createdAt status {name}"
                + " requester {id name email} company {id name}}}",
            tickets512,
            false,
            250,
            0.50,
            4_506 * PEER_TIMES),
        new Scenario(
            "open tickets of a queue, 50 x 6, count",
            "query($q: ID!) {"
                + OPEN_LIST
                + " {totalCount nodes {id number subject priority dueAt createdAt}}}",
            queue,
            false,
            5_000,
            0.25,
            2_407 * PEER_TIMES),
        new Scenario(
            "50 with assignee, company, last 3 messages",
            "query($q: ID!) {"
                + OPEN_LIST
                + " {nodes {id number subject priority dueAt createdAt status {name} assignee {id name}"
                + " company {id name} messages(last: 3) {nodes {id kind text createdAt author {name}}}}}}",
            queue,
            false,
            40_000,
            0,
            355 * PEER_TIMES),
        new Scenario(
            "search, top 20 of 230, highlights",
            "query($w: String!) {search(query: $w, first: 20) {totalCount edges {node {__typename"
                + " ... on Ticket {id number subject} ... on Message {id ticket {id number subject}}}"
                + " highlights {field fragment spans {start end}}}}}",
            List.of("{\"w\":\"" + data.rareWord() + "\"}"),
            false,
            2_000,
            0,
            640 * PEER_TIMES),
        new Scenario(
            "ticketCreate with fsync",
            "mutation($i: TicketCreateInput!) {ticketCreate(input: $i) {ticket {id number} userErrors {code message}}}",
            fresh,
            true,
            80,
            0.15,
            2_698));
  }

  /** The same mutation, looked at from all sides by the desk but never carried out. */
  Scenario onlyTried() {
    List<String> tried =
        variables.stream()
            .map(text -> text.replace("{\"i\":{", "{\"i\":{\"dryRun\":true,"))
            .toList();
    return new Scenario(name, query, tried, keyed, sizeMin, rawShare, peerPerSecond);
  }

  /** All requests as bytes, in turn, without end. */
  Requests requests(String path, DeskApi api) {
    List<byte[]> variants = new ArrayList<>();
    for (String variable : variables) {
      variants.add(HttpText.post(path, api.token(), HttpText.graphql(query, variable)));
    }
    SplittableRandom random = new SplittableRandom(System.nanoTime());
    int[] next = {0};
    return out -> {
      byte[] request = variants.get(next[0]++ % variants.size());
      int start = out.position();
      out.put(request);
      if (keyed) {
        // The key is the last value of the body, before "}}}
        byte[] key = key(random).getBytes(StandardCharsets.US_ASCII);
        out.put(start + request.length - key.length - 4, key);
      }
      return true;
    };
  }

  private static String key(SplittableRandom random) {
    return new UUID(
            random.nextLong() & ~0xf000L | 0x4000L,
            random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
        .toString();
  }
}
