package io.throughline.simulator.world;

import io.throughline.simulator.world.MergeRequest.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which planned merge requests are made for tickets, and which of them for the same one. */
final class Linking {
  private static final double LINKED = 0.85;
  private static final long DAY = 86_400_000;

  private final long seed;
  private final Company company;
  private final Rhythm rhythm;
  private final Birth birth;

  Linking(long seed, Company company, Rhythm rhythm, Birth birth) {
    this.seed = seed;
    this.company = company;
    this.rhythm = rhythm;
    this.birth = birth;
  }

  /** The work of one merge request. */
  Work work(Plan plan) {
    return work(List.of(plan));
  }

  private Work work(List<Plan> together) {
    Plan first = together.getFirst();
    List<List<Event>> lives = together.stream().map(birth::life).toList();
    return Work.of(together, lives, face(first.author()), birth.title(first));
  }

  /** What people work on in the two weeks of a sprint, by the board of their team. */
  Map<Board, List<Work>> works(int number) {
    List<Plan> plans = new ArrayList<>(rhythm.week(2 * number));
    plans.addAll(rhythm.week(2 * number + 1));
    Map<String, List<Plan>> byAuthor = new TreeMap<>();
    for (Plan plan : plans) {
      if (linked(plan)) {
        String who = boardOf(plan).key() + "/" + plan.author().someone();
        byAuthor.computeIfAbsent(who, k -> new ArrayList<>()).add(plan);
      }
    }
    Map<Board, List<Work>> out = new HashMap<>();
    for (List<Plan> own : byAuthor.values()) {
      own.sort(Comparator.comparingLong(Plan::createdAt));
      out.computeIfAbsent(boardOf(own.getFirst()), k -> new ArrayList<>()).addAll(grouped(own));
    }
    return out;
  }

  /** One or two merge requests of a person make a ticket. */
  private List<Work> grouped(List<Plan> own) {
    List<Work> out = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Plan first = own.get(i);
      List<Plan> together = new ArrayList<>(List.of(first));
      boolean two = Dice.of(seed, first.key() + "/two").chance(0.6);
      boolean soon = i + 1 < own.size() && own.get(i + 1).createdAt() - first.createdAt() < 3 * DAY;
      if (two && soon) {
        together.add(own.get(++i));
      }
      out.add(work(together));
    }
    return out;
  }

  /** True when somebody opens it for a ticket. */
  boolean linked(Plan plan) {
    boolean change = plan.kind() == Kind.CHANGE || plan.kind() == Kind.STACKED;
    return change && plan.author().human() && Dice.of(seed, plan.key() + "/linked").chance(LINKED);
  }

  /** The board of the team as whose work it is done. */
  Board boardOf(Plan plan) {
    String team = birth.teamOf(plan.author(), plan.project(), plan.createdAt());
    return company.boards().stream()
        .filter(board -> board.team().id().equals(team))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a team without a board: " + team));
  }

  /** The tracker knows one account of each person. */
  private Account face(Account account) {
    Person person = account.personId() == null ? null : company.person(account.personId());
    return person == null ? account : person.accounts().getFirst();
  }
}
