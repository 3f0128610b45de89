package io.throughline.report.jmeter;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * JMeter's results as XML. A sample within a sample is a part of it: a redirect, an image of a
 * page. It does not count beside it. What is within a transaction controller is listed, but not in
 * the total, so that a test says the same whether its controllers hold their samples or follow
 * them.
 */
public final class JmeterXmlFormat implements ReportFormat {
  /** Word for it. */
  public static final String ID = "jmeter-xml";

  private static final Set<String> SAMPLES = Set.of("sample", "httpSample");

  private final Window window;

  /** Of whole runs. */
  public JmeterXmlFormat() {
    this(Window.WHOLE_RUN);
  }

  /**
   * @param window the part of a run that counts
   */
  public JmeterXmlFormat(Window window) {
    this.window = window;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "JMeter XML";
  }

  @Override
  public boolean isOf(Head head) {
    return "testResults".equals(head.root());
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    JmeterRun run = new JmeterRun(window);
    readInto(run, input);
    return run.summary();
  }

  /**
   * Reads one of several reports of a run to its end.
   *
   * @param input closed by the caller
   * @throws ReportException when it cannot be read; the run is of no use then
   */
  public void readInto(JmeterRun run, InputStream input) throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      Shard shard = run.shard();
      try {
        new Reading(xml, run, shard).all();
        shard.close();
      } catch (TooMany e) {
        throw xml.at(e.reason());
      }
    }
  }

  private static final class Reading {
    private final XmlReader xml;
    private final JmeterRun run;
    private final Shard shard;

    /** Of each open sample, whether those within it are listed. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    Reading(XmlReader xml, JmeterRun run, Shard shard) {
      this.xml = xml;
      this.run = run;
      this.shard = shard;
    }

    void all() throws ReportException, TooMany {
      xml.root("JMeter", "testResults");
      shard.clock(Clock.EPOCH);
      while (true) {
        switch (xml.next()) {
          case START -> start();
          case END -> open.poll();
          case TEXT -> {}
          case DONE -> {
            return;
          }
        }
      }
    }

    private void start() throws ReportException, TooMany {
      if (!SAMPLES.contains(xml.name())) {
        if (open.isEmpty()) {
          throw xml.at("<" + Notes.piece(xml.name()) + "> is no sample of JMeter");
        }
        xml.skip();
      } else if (open.isEmpty() || open.peek()) {
        Sample sample = sample();
        shard.add(sample);
        open.push(sample.isController());
      } else {
        open.push(false);
      }
    }

    private Sample sample() throws ReportException, TooMany {
      long elapsed = number("t").orElseThrow(() -> xml.at("a sample has no elapsed time"));
      if (Math.abs(elapsed) > Sample.LONGEST) {
        throw xml.at("an elapsed time of " + elapsed + " ms is longer than any test");
      }
      long start = number("ts").orElse(Sample.NO_TIME);
      if (start == Sample.NO_TIME && shard.needsTimes()) {
        throw xml.at("a sample does not say when it started, so that no part of the run is told");
      }
      long samples = number("sc").orElse(1L);
      if (samples > 1) {
        throw xml.at("a sample stands for " + samples + ", whose times it does not tell");
      }
      Optional<String> label = xml.attribute("lb");
      Optional<String> thread = xml.attribute("tn");
      return new Sample(
          label.isPresent() ? run.transaction(label.get()) : null,
          thread.isPresent() ? shard.thread(thread.get()) : null,
          start,
          (int) elapsed,
          outcome(),
          users(),
          parts(),
          !open.isEmpty(),
          isError());
    }

    private Optional<Long> number(String attribute) throws ReportException {
      Optional<String> text = xml.attribute(attribute);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      char[] letters = text.get().toCharArray();
      long number = Words.whole(letters, 0, letters.length);
      if (number == Words.NONE) {
        throw xml.at(
            "a sample has "
                + attribute
                + "=\""
                + Notes.piece(text.get())
                + "\", which is no number");
      }
      return Optional.of(number);
    }

    private Outcome outcome() throws ReportException {
      Optional<String> text = xml.attribute("s");
      if (text.isEmpty()) {
        return Outcome.UNTOLD;
      }
      char[] letters = text.get().toCharArray();
      Outcome outcome = Words.outcome(letters, 0, letters.length);
      if (outcome == Outcome.UNTOLD) {
        throw xml.at(
            "a sample has s=\"" + Notes.piece(text.get()) + "\", where true or false belongs");
      }
      return outcome;
    }

    private int users() throws ReportException {
      long users = number("na").orElse((long) Sample.NO_USERS);
      if (users < Sample.NO_USERS || users > Sample.LONGEST) {
        throw xml.at(users + " is no number of users");
      }
      return (int) users;
    }

    private int parts() {
      char[] message = xml.attribute("rm").orElse("").toCharArray();
      return xml.attribute("dt").orElse("").isEmpty()
          ? Words.parts(message, 0, message.length)
          : Sample.NO_CONTROLLER;
    }

    private boolean isError() {
      char[] code = xml.attribute("rc").orElse("").toCharArray();
      return Words.isError(code, 0, code.length);
    }
  }
}
