package io.throughline.warehouse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection whose statements together have a time limit. */
final class TimedConnection implements InvocationHandler {
  private final Connection connection;
  private final Instant deadline;

  private TimedConnection(Connection connection, int seconds) {
    this.connection = connection;
    this.deadline = Instant.now().plusSeconds(seconds);
  }

  /** Wraps a connection; the time starts now. */
  static Connection of(Connection connection, int seconds) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new TimedConnection(connection, seconds));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    // The owner of the connection closes it and ends its transaction, not who asks.
    if (method.getName().equals("close")) {
      return null;
    }
    try {
      Object result = method.invoke(connection, arguments);
      if (result instanceof Statement statement) {
        long left = Duration.between(Instant.now(), deadline).toSeconds();
        if (left <= 0) {
          statement.close();
          throw new SQLTimeoutException("the question took too long");
        }
        statement.setQueryTimeout((int) left);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
