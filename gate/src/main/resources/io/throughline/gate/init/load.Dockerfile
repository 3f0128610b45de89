# JMeter as Apache publishes it, with the test plan beside this file.
FROM eclipse-temurin:21-jre
ARG JMETER=5.6.3
ARG MIRROR=https://archive.apache.org/dist/jmeter/binaries
WORKDIR /opt
RUN curl -fsSLO "$MIRROR/apache-jmeter-$JMETER.tgz" \
    && curl -fsSLO "$MIRROR/apache-jmeter-$JMETER.tgz.sha512" \
    && sha512sum -c "apache-jmeter-$JMETER.tgz.sha512" \
    && tar -xzf "apache-jmeter-$JMETER.tgz" \
    && rm "apache-jmeter-$JMETER.tgz" \
    && ln -s "/opt/apache-jmeter-$JMETER/bin/jmeter" /usr/local/bin/jmeter \
    && mkdir /reports
WORKDIR /load
COPY plan.jmx .
