<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ question | e }} – {{ assignment_id | e }}</title>
  <link rel="stylesheet" href="{{ base_url }}/formgrader/class/class.css">
  <script src="{{ base_url }}/formgrader/class/marks.js" type="module"></script>
</head>
<body class="course-written" data-api="{{ base_url }}/formgrader/api/">
  <header>
    <nav aria-label="Where you are">
      <a href="{{ base_url }}/formgrader/manage_submissions/{{ assignment_id | urlencode }}">{{ assignment_id | e }}</a> /
      <a href="{{ base_url }}/formgrader/written/{{ assignment_id | urlencode }}">Written answers</a>
    </nav>
    <h1>{{ question | e }}</h1>
    <p role="status">{{ answers | selectattr("waits") | list | length }} of {{ answers | length }} answers wait for a mark</p>
  </header>
  <main>
    <details class="course-scheme" open>
      <summary>Marking scheme</summary>
      {{ scheme }}
    </details>
    <div class="course-answers">
      {%- for answer in answers %}
      <article data-grade="{{ answer.grade }}" data-comment="{{ answer.comment }}"{% if answer.waits %} class="course-waits"{% endif %}>
        <h2>Answer {{ loop.index }} <a href="{{ base_url }}/formgrader/submissions/{{ answer.submission }}/">in its notebook</a></h2>
        <div class="course-text">{{ answer.html }}</div>
        <p>
          <label>Points <input type="number" min="0" step="any" inputmode="decimal" value="{% if not answer.waits and answer.score is not none %}{{ "%g" | format(answer.score) }}{% endif %}"> of {{ "%g" | format(answer.points) }}</label>
          <output aria-live="polite"></output>
        </p>
        <label>Comment <textarea rows="2">{{ answer.said | e }}</textarea></label>
      </article>
      {%- else %}
      <p>Nobody's answer has been graded yet: press <em>Grade all</em> first.</p>
      {%- endfor %}
    </div>
  </main>
</body>
</html>
