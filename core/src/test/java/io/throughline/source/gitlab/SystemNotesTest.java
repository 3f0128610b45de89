package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemNotesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          approved this merge request | APPROVAL
          unapproved this merge request | UNAPPROVAL
          requested review from @ann | REVIEW_REQUESTED:ann
          requested review from @ann and @bob.b | REVIEW_REQUESTED:ann REVIEW_REQUESTED:bob.b
          requested review from @ann, @bob, and @c-d_1 | REVIEW_REQUESTED:ann REVIEW_REQUESTED:bob REVIEW_REQUESTED:c-d_1
          removed review request for @ann | REVIEW_REQUEST_REMOVED:ann
          requested review from @ann and removed review request for @bob | REVIEW_REQUESTED:ann REVIEW_REQUEST_REMOVED:bob
          requested changes | CHANGES_REQUESTED
          requested changes on this merge request | CHANGES_REQUESTED
          left review comments | REVIEWED
          reviewed this merge request | REVIEWED
          marked this merge request as **draft** | MARKED_DRAFT
          marked this merge request as **draft** from 1a2b3c4d | MARKED_DRAFT
          marked this merge request as **ready** | MARKED_READY
          marked as a **Work In Progress** | MARKED_DRAFT
          marked as a **Work In Progress** from 1a2b3c4d | MARKED_DRAFT
          unmarked as a **Work In Progress** | MARKED_READY
          Unmarked this merge request as a Work In Progress | MARKED_READY
          changed title from **{-Draft: -}Fix it** to **Fix it** | MARKED_READY
          changed title from **Fix it** to **{+WIP: +}Fix it** | MARKED_DRAFT
          changed title from **Move x to y** to **Draft: Move x to y** | MARKED_DRAFT
          changed title from **[WIP] Fix** to **Draft: Fix** | ''
          Title changed from **WIP: Fix** to **Fix** | MARKED_READY
          <p>changed title from <code class="idiff"><span class="idiff left right deletion">Draft: </span>Fix</code> to <code class="idiff">Fix</code></p> | MARKED_READY
          <p>changed title from <code class="idiff">Old</code> to <code class="idiff">New</code></p> | ''
          added 3 commits | COMMITS_ADDED
          added 1 commit<ul><li>1a2b3c4d - Fix</li></ul>[Compare with previous version](/x) | COMMITS_ADDED
          Added 2 new commits: | COMMITS_ADDED
          closed | CLOSED
          closed via merge request !12 | CLOSED
          reopened | REOPENED
          merged | MERGED
          Status changed to merged | MERGED
          Status changed to closed by commit 1a2b3c4d | CLOSED
          assigned to @ann | ''
          mentioned in commit 1a2b3c4d | ''
          enabled an automatic merge when the pipeline for 1a2b3c4d succeeds | ''
          canceled the automatic merge | ''
          changed target branch from `main` to `next` | ''
          resolved all threads | ''
          changed the description | ''
          """)
  void readsEveryKnownWording(String note, String expected) {
    String found =
        SystemNotes.read(note).stream()
            .map(said -> said.kind() + (said.target() == null ? "" : ":" + said.target()))
            .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(expected.equals("''") ? "" : expected);
  }
}
