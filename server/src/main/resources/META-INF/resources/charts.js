// Draws the charts from the data beside them. Colours come from the style sheet, so that light,
// dark and print agree with the rest of the page. Each chart has a table twin for everybody else.
(function () {
  "use strict";
  const drawn = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function number(value) {
    if (value === null || value === undefined) {
      return "no data";
    }
    const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) < 1 ? 2 : 1;
    return value.toLocaleString("en", { maximumFractionDigits: digits });
  }

  // A round number above a limit, so that its line has room and the axis ends in a whole step.
  function roomAbove(limit) {
    const step = Math.pow(10, Math.floor(Math.log10(limit)));
    return Math.ceil((limit * 1.05) / step) * step;
  }

  function withUnit(value, unit) {
    return value === null || value === undefined ? "no data" : number(value) + (unit ? " " + unit : "");
  }

  // What is told in letters is told so, wherever it is read; its axis has no other marks.
  function called(value, data) {
    const letter = value === null || value === undefined ? undefined : data.letters[value - 1];
    return letter === undefined ? withUnit(value, data.unit) : letter;
  }

  function lettered(axis, letters) {
    return letters.length === 0
      ? axis
      : Object.assign(axis, {
          max: letters.length,
          interval: 1,
          axisLabel: Object.assign({}, axis.axisLabel, { formatter: (value) => letters[value - 1] || "" }),
        });
  }

  function frame(data, extra) {
    return Object.assign(
      {
        animation: !still,
        animationDuration: 250,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("muted") },
        tooltip: {
          trigger: "axis",
          renderMode: "richText",
          confine: true,
          backgroundColor: colour("raised"),
          borderColor: colour("line-strong"),
          borderWidth: 1,
          padding: [8, 12],
          textStyle: { color: colour("text"), fontSize: 12, lineHeight: 18 },
          axisPointer: { type: "line", lineStyle: { color: colour("line-strong"), type: "solid" } },
        },
      },
      extra,
    );
  }

  function category(labels, index, shown) {
    return {
      type: "category",
      gridIndex: index,
      data: labels,
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("line-strong") } },
      axisLabel: { show: shown, color: colour("muted"), fontSize: 11, hideOverlap: true },
    };
  }

  function values(index, name) {
    return {
      type: "value",
      gridIndex: index,
      name: name,
      nameTextStyle: { color: colour("muted"), fontSize: 11, align: "left", padding: [0, 0, 0, -36] },
      nameGap: 12,
      splitNumber: 4,
      min: 0,
      axisLabel: { color: colour("muted"), fontSize: 11 },
      splitLine: { lineStyle: { color: colour("line") } },
    };
  }

  function band(name, low, high, paint, opacity) {
    const hidden = { type: "line", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
    const gap = high.map((top, i) => (top === null || low[i] === null ? null : top - low[i]));
    return [
      Object.assign({}, hidden, { data: low, stack: name, stackStrategy: "all" }),
      Object.assign({}, hidden, { data: gap, stack: name, stackStrategy: "all", areaStyle: { color: paint, opacity: opacity } }),
    ];
  }

  function target(data) {
    if (data.target === null) {
      return [];
    }
    const text = "target " + (data.aim || called(data.target, data));
    return [
      {
        yAxis: data.target,
        lineStyle: { color: colour("met"), type: "dashed", width: 1 },
        label: { formatter: text, color: colour("met"), fontSize: 11, position: "insideStartTop" },
      },
    ];
  }

  // An upright line where a definition changed; its words stand on the side that has room.
  function changes(data) {
    return data.changes.map((change) => ({
      xAxis: change.index,
      lineStyle: { color: colour("text"), type: "solid", width: 1, opacity: 0.55 },
      label: {
        formatter: change.label,
        color: colour("text"),
        fontSize: 11,
        position: "end",
        align: change.index > data.labels.length / 2 ? "right" : "left",
      },
    }));
  }

  // One line for each stretch between two breaks.
  function stretches(values, breaks) {
    const starts = [0].concat(breaks.filter((at) => at > 0));
    return starts.map((start, k) => {
      const end = k + 1 < starts.length ? starts[k + 1] : values.length;
      return values.map((value, i) => (i >= start && i < end ? value : null));
    });
  }

  function trend(data) {
    const accent = colour("accent");
    const last = data.values.length - 1;
    const open = last > 0 && data.provisional[last];
    const settled = data.values.map((value, i) => (open && i === last ? null : value));
    const tail = data.values.map((value, i) => (open && i >= last - 1 ? value : null));
    const series = data.spread
      ? band("spread", data.values, data.p75, accent, 0.16)
      : band("interval", data.low, data.high, accent, 0.13);
    if (data.spread) {
      series.push({
        type: "line",
        data: data.p90,
        symbol: "none",
        lineStyle: { color: accent, width: 1.2, opacity: 0.85, type: [2, 3] },
      });
    }
    const spots = data.values.map((value, i) => ({
      value: value,
      symbolSize: data.few[i] ? 6 : 5,
      itemStyle: data.few[i] ? { color: colour("surface"), borderColor: accent, borderWidth: 1.2 } : { color: accent },
    }));
    stretches(settled, data.breaks).forEach((part) =>
      series.push({ type: "line", data: part, symbol: "none", lineStyle: { color: accent, width: 2 } }),
    );
    stretches(tail, data.breaks).forEach((part) =>
      series.push({ type: "line", data: part, symbol: "none", lineStyle: { color: accent, width: 2, type: [4, 4] } }),
    );
    series.push({
      type: "scatter",
      data: spots,
      cursor: "default",
      markLine: { silent: true, symbol: "none", animation: false, data: target(data).concat(changes(data)) },
    });
    series.push({
      type: "bar",
      xAxisIndex: 1,
      yAxisIndex: 1,
      data: data.n,
      itemStyle: { color: colour("bar"), borderRadius: [2, 2, 0, 0] },
      barMaxWidth: 14,
    });
    const tooltip = (points) => {
      const i = points[0].dataIndex;
      const lines = [data.labels[i] + (data.provisional[i] ? " (provisional)" : "")];
      const over = data.most !== null && data.values[i] !== null && data.values[i] >= data.most ? "over " : "";
      lines.push(data.headline + "  " + over + called(data.values[i], data));
      if (data.spread && data.values[i] !== null) {
        lines.push("p75  " + called(data.p75[i], data), "p90  " + called(data.p90[i], data));
      }
      if (data.low[i] !== null && data.high[i] !== null) {
        lines.push("95 %  " + number(data.low[i]) + "–" + withUnit(data.high[i], data.unit));
      }
      lines.push("n  " + number(data.n[i]) + (data.few[i] ? ", few data" : ""));
      return lines.join("\n");
    };
    const option = frame(data, {
      grid: [
        { left: 44, right: 16, top: 28, height: 196 },
        { left: 44, right: 16, top: 252, height: 44 },
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      xAxis: [category(data.labels, 0, false), category(data.labels, 1, true)],
      yAxis: [lettered(values(0, data.unit), data.letters), Object.assign(values(1, "n"), { splitNumber: 1, nameGap: 6, minInterval: 1 })],
      series: series,
    });
    option.tooltip.formatter = tooltip;
    return option;
  }

  function histogram(data) {
    const option = frame(data, {
      grid: { left: 44, right: 16, top: 28, bottom: 28 },
      xAxis: category(data.ticks, 0, true),
      yAxis: Object.assign(values(0, data.what === "items" ? "items" : "n"), { minInterval: 1 }),
      series: [{ type: "bar", data: data.counts, barCategoryGap: "12%", itemStyle: { color: colour("accent"), opacity: 0.82, borderRadius: [2, 2, 0, 0] } }],
    });
    option.tooltip.axisPointer = { type: "shadow", shadowStyle: { color: colour("hover") } };
    option.tooltip.formatter = (points) =>
      data.labels[points[0].dataIndex] + (data.unit ? " " + data.unit : "") + "\n" + number(points[0].value) + " " + data.what;
    return option;
  }

  function stages(data, width) {
    const option = frame(data, {
      // On a narrow screen the legend takes two lines.
      grid: { left: 44, right: 16, top: width < 480 ? 72 : 48, bottom: 28 },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: { color: colour("muted"), fontSize: 12 } },
      xAxis: category(data.labels, 0, true),
      yAxis: values(0, data.unit),
      series: data.series.map((one) => ({
        name: one.title,
        type: "line",
        data: one.values,
        symbol: "circle",
        symbolSize: 4,
        lineStyle: { color: colour("stage-" + one.stage), width: 2 },
        itemStyle: { color: colour("stage-" + one.stage) },
      })),
    });
    option.tooltip.formatter = (points) =>
      [data.labels[points[0].dataIndex]]
        .concat(points.map((p) => p.seriesName + "  " + withUnit(p.value, data.unit) + "  (n " + data.series[p.seriesIndex].n[p.dataIndex] + ")"))
        .join("\n");
    return option;
  }

  // Scope as steps, done below it, and what changed the scope as marks on it.
  function burnup(data) {
    const accent = colour("accent");
    const shapes = {
      added: { symbol: "triangle", rotate: 0, paint: colour("near") },
      removed: { symbol: "triangle", rotate: 180, paint: colour("missed") },
      estimated: { symbol: "diamond", rotate: 0, paint: colour("muted") },
    };
    const told = new Map();
    data.events.forEach((event) => {
      const lines = told.get(event.index) || [];
      told.set(event.index, lines.concat(event.words, event.more ? ["and " + event.more + " more"] : []));
    });
    const option = frame(data, {
      grid: { left: 44, right: 16, top: 28, bottom: 28 },
      xAxis: Object.assign(category(data.labels, 0, true), { boundaryGap: false }),
      yAxis: values(0, data.unit),
      series: [
        { type: "line", data: data.scope, step: "start", symbol: "none", lineStyle: { color: colour("text"), width: 1.6, opacity: 0.75 } },
        { type: "line", data: data.done, symbol: "none", lineStyle: { color: accent, width: 2 }, areaStyle: { color: accent, opacity: 0.16 } },
        {
          type: "scatter",
          cursor: "default",
          symbolSize: 10,
          data: data.events.map((event) => ({
            value: [event.index, event.value],
            symbol: shapes[event.kind].symbol,
            symbolRotate: shapes[event.kind].rotate,
            symbolOffset: event.kind === "added" ? [0, -9] : event.kind === "removed" ? [0, 9] : [0, 0],
            itemStyle: { color: shapes[event.kind].paint },
          })),
        },
      ],
    });
    option.tooltip.formatter = (points) => {
      const i = points[0].dataIndex;
      return [data.labels[i], "scope  " + withUnit(data.scope[i], data.unit), "done  " + withUnit(data.done[i], data.unit)]
        .concat(told.get(i) || [])
        .join("\n");
    };
    return option;
  }

  // Statuses in progress share one hue and differ in strength, so that the three categories are seen.
  function flow(data, width) {
    const paints = { done: "met", in_progress: "accent", todo: "bar", unknown: "near" };
    const many = data.bands.filter((band) => band.category === "in_progress").length;
    let place = 0;
    const option = frame(data, {
      grid: { left: 44, right: 16, top: width < 480 ? 96 : 56, bottom: 28 },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: { color: colour("muted"), fontSize: 12 } },
      xAxis: Object.assign(category(data.labels, 0, true), { boundaryGap: false }),
      yAxis: Object.assign(values(0, "tickets"), { minInterval: 1, nameGap: 8 }),
      series: data.bands.map((band) => {
        const paint = colour(paints[band.category]);
        const strength = band.category === "in_progress" && many > 1 ? 0.9 - (0.6 * place++) / (many - 1) : 0.7;
        return {
          name: band.name,
          type: "line",
          stack: "all",
          data: band.counts,
          symbol: "none",
          color: paint,
          lineStyle: { color: paint, width: 1 },
          itemStyle: { color: paint, opacity: strength },
          areaStyle: { color: paint, opacity: strength },
        };
      }),
    });
    option.tooltip.formatter = (points) =>
      [data.labels[points[0].dataIndex]]
        .concat(points.slice().reverse().map((p) => p.seriesName + "  " + number(p.value)))
        .join("\n");
    return option;
  }

  // Parts on each other; a period without numbers stays empty.
  function stack(data, width) {
    const longest = Math.min(260, width - 60);
    // As many lines as the titles take, at about 6.5 pixels a letter.
    const lines = Math.ceil(data.series.reduce((all, one) => all + 26 + Math.min(longest, one.title.length * 6.5), 0) / width);
    const option = frame(data, {
      grid: { left: 44, right: 16, top: 34 + lines * 22, bottom: 28 },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: { color: colour("muted"), fontSize: 12, ...(data.series.some((one) => one.title.length * 6.5 > longest) ? { width: longest, overflow: "truncate" } : {}) } },
      xAxis: category(data.labels, 0, true),
      yAxis: Object.assign(values(0, data.unit), data.most ? { max: data.most, interval: data.most / 4 } : data.what ? { minInterval: 1 } : {}),
      series: data.series.map((one) => ({
        name: one.title,
        type: "bar",
        stack: "all",
        data: one.values,
        barCategoryGap: "24%",
        barMaxWidth: 64,
        itemStyle: { color: colour(one.paint || "part-" + one.colour), borderColor: colour("surface"), borderWidth: 0.5 },
      })),
    });
    option.tooltip.axisPointer = { type: "shadow", shadowStyle: { color: colour("hover") } };
    option.tooltip.formatter = (points) => {
      const i = points[0].dataIndex;
      return [data.labels[i] + (data.provisional[i] ? " (provisional)" : "")]
        .concat(points.slice().reverse().map((p) => p.seriesName + "  " + withUnit(p.value, data.unit)))
        .concat(["n  " + number(data.n[i]) + " " + (data.what || "days of people")])
        .join("\n");
    };
    return option;
  }

  // A line of each transaction, broken where the number of users changed: that is another series.
  function load(data, width) {
    const starts = data.users.map((users, i) => i).filter((i) => i > 0 && data.users[i] !== data.users[i - 1]);
    const runs = [0].concat(starts).map((from, run) => [from, run < starts.length ? starts[run] : data.labels.length]);
    const longest = Math.min(260, width - 60);
    const lines = Math.ceil(data.series.reduce((all, one) => all + 26 + Math.min(longest, one.title.length * 6.5), 0) / width);
    const series = [];
    data.series.forEach((one, place) => {
      const paint = colour("part-" + one.colour);
      runs.forEach(([from, to], run) => {
        const first = run === 0;
        const limit = first && one.limit !== null ? [{ yAxis: one.limit, lineStyle: { color: paint, type: "dashed", width: 1 }, label: { show: false } }] : [];
        const users = first && place === 0
          ? starts.map((at) => ({
              xAxis: at,
              lineStyle: { color: colour("text"), type: "solid", width: 1, opacity: 0.55 },
              label: { formatter: data.users[at] === null ? "users not told" : number(data.users[at]) + " users", color: colour("text"), fontSize: 11, position: "end", align: at > data.labels.length / 2 ? "right" : "left" },
            }))
          : [];
        series.push({
          name: one.title,
          type: "line",
          data: one.values.map((value, i) => (i >= from && i < to ? value : null)),
          connectNulls: true,
          symbol: "circle",
          symbolSize: 5,
          color: paint,
          lineStyle: { color: paint, width: 2 },
          itemStyle: { color: paint },
          markLine: { silent: true, symbol: "none", animation: false, data: limit.concat(users) },
        });
      });
    });
    // A line across is drawn only where the axis reaches.
    const most = Math.max(...data.series.map((one) => Math.max(one.limit || 0, ...one.values.map((value) => value || 0))));
    const option = frame(data, {
      grid: { left: 52, right: 16, top: 40 + lines * 22, bottom: 28 },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, data: data.series.map((one) => one.title), textStyle: { color: colour("muted"), fontSize: 12, ...(data.series.some((one) => one.title.length * 6.5 > longest) ? { width: longest, overflow: "truncate" } : {}) } },
      xAxis: category(data.labels, 0, true),
      yAxis: Object.assign(values(0, data.unit), { max: (axis) => (most > axis.max ? roomAbove(most) : null) }),
      series: series,
    });
    option.tooltip.formatter = (points) => {
      const i = points[0].dataIndex;
      return [data.labels[i]]
        .concat(data.series.map((one) => one.title + "  " + withUnit(one.values[i], data.unit) + (one.limit === null ? "" : "  (at most " + number(one.limit) + ")")))
        .concat(["users  " + number(data.users[i])])
        .join("\n");
    };
    return option;
  }

  // Things that happened at moments, a line of each service; colour and shape say what came of them.
  const happenings = {
    good: { symbol: "circle", paint: "met" },
    failed: { symbol: "diamond", paint: "missed" },
    pending: { symbol: "circle", paint: "surface" },
    other: { symbol: "rect", paint: "bar" },
  };

  function clock(at, zone, day) {
    const fields = day ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit", hour12: false };
    return new Date(at).toLocaleString("en-GB", Object.assign({ timeZone: zone }, fields));
  }

  function timeline(data, width) {
    const room = Math.min(150, width * 0.32);
    const option = frame(data, {
      grid: { left: room, right: 16, top: 16, bottom: 28 },
      xAxis: {
        type: "time",
        min: data.from,
        max: data.to,
        axisLine: { lineStyle: { color: colour("line-strong") } },
        axisTick: { show: false },
        axisLabel: { color: colour("muted"), fontSize: 11, hideOverlap: true, formatter: (at) => clock(at, data.zone, true) },
        splitLine: { show: false },
      },
      yAxis: {
        type: "category",
        data: data.rows,
        inverse: true,
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: colour("text"), fontSize: 12, width: room - 12, overflow: "truncate" },
        splitLine: { show: true, lineStyle: { color: colour("line") } },
      },
      series: data.series.map((one) => ({
        name: one.title,
        type: "scatter",
        symbol: happenings[one.kind].symbol,
        symbolSize: one.kind === "failed" ? 11 : 8,
        cursor: "default",
        itemStyle: { color: colour(happenings[one.kind].paint), borderColor: colour(one.kind === "pending" ? "muted" : "surface"), borderWidth: one.kind === "pending" ? 1.5 : 0.8 },
        data: one.points.map((point) => ({ value: [point.at, point.row], words: point.words })),
      })),
    });
    option.tooltip.trigger = "item";
    option.tooltip.formatter = (point) => data.rows[point.value[1]] + "\n" + clock(point.value[0], data.zone, true) + ", " + clock(point.value[0], data.zone, false) + "\n" + point.data.words;
    return option;
  }

  // A measure around a moment: what is compared is shaded, and what happened is an upright line.
  function moment(data) {
    const shade = (from, to, name) => [{ xAxis: from, name: name, itemStyle: { color: colour("hover") }, label: { show: true, position: "insideBottom", color: colour("muted"), fontSize: 11 } }, { xAxis: to }];
    const upright = (at, words, align) => ({ xAxis: at, lineStyle: { color: colour("text"), type: "solid", width: 1, opacity: 0.6 }, label: { formatter: words, color: colour("text"), fontSize: 11, position: "end", align: align } });
    const option = frame(data, {
      grid: { left: 52, right: 16, top: 28, bottom: 28 },
      xAxis: {
        type: "time",
        min: data.from,
        max: data.to,
        axisLine: { lineStyle: { color: colour("line-strong") } },
        axisTick: { show: false },
        axisLabel: { color: colour("muted"), fontSize: 11, hideOverlap: true, formatter: (at) => clock(at, data.zone, false) },
        splitLine: { show: false },
      },
      yAxis: values(0, data.unit),
      series: [
        {
          type: "line",
          data: data.points,
          symbol: "none",
          connectNulls: false,
          lineStyle: { color: colour("accent"), width: 1.8 },
          markArea: { silent: true, data: [shade(data.before[0], data.before[1], "before"), shade(data.after[0], data.after[1], "after")] },
          markLine: { silent: true, symbol: "none", animation: false, data: [upright(data.started, "begun", "right"), upright(data.served, "serves all", "left")] },
        },
      ],
    });
    option.tooltip.formatter = (points) => clock(points[0].value[0], data.zone, false) + "\n" + withUnit(points[0].value[1], data.unit);
    return option;
  }

  const kinds = { burnup: burnup, flow: flow, load: load, moment: moment, timeline: timeline, "timeline-tall": timeline, trend: trend, histogram: histogram, stack: stack, stages: stages };

  function draw(part) {
    const canvas = part.querySelector("[data-canvas]");
    const data = JSON.parse(part.querySelector("[data-island]").textContent);
    let chart = drawn.get(canvas);
    if (!chart) {
      chart = window.echarts.init(canvas, null, { renderer: "svg" });
      drawn.set(canvas, chart);
    }
    chart.setOption(kinds[canvas.dataset.canvas](data, canvas.clientWidth), true);
  }

  function all() {
    document.querySelectorAll("[data-chart]").forEach(draw);
  }

  function start() {
    if (!window.echarts) {
      document.querySelectorAll(".twin").forEach((twin) => twin.setAttribute("open", ""));
      return;
    }
    all();
    document.addEventListener("throughline:chart", (event) => draw(event.detail));
    document.addEventListener("throughline:theme", all);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
    addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
    addEventListener("beforeprint", () => document.querySelectorAll(".twin").forEach((twin) => twin.setAttribute("open", "")));
  }

  start();
})();
