package io.throughline.source.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the name service; a test gives one that lies. */
@FunctionalInterface
public interface Names {
  /** The machine's own name service. */
  Names SYSTEM = InetAddress::getAllByName;

  /** All addresses of a host. */
  InetAddress[] addresses(String host) throws UnknownHostException;
}
