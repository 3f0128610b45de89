package io.throughline.simulator.world;

import java.util.List;

/**
 * A mapped person of the company.
 *
 * @param accounts the person's GitLab accounts, the present one first
 * @param pace merge requests that the person opens on an ordinary working day
 */
public record Person(
    String id, String name, String email, Office office, double pace, List<Account> accounts) {}
