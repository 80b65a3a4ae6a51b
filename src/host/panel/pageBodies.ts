/** What stands in each kind of page before its script runs. */
export const pageBodies = {
  label: `<header id="status" aria-live="off"></header>
<section id="stage">
  <p id="message" hidden></p>
  <div id="actions"></div>
  <main id="sample" tabindex="-1" aria-describedby="why keys"></main>
  <p id="note" role="note" tabindex="0" hidden></p>
  <p id="why"></p>
</section>
<footer>
  <div id="answers"></div>
  <div id="tools" role="group"></div>
</footer>
<p id="keys" hidden></p>
<div id="told" class="visually-hidden" role="status"></div>
<div id="failure" class="visually-hidden" role="alert"></div>
<div id="announce" class="visually-hidden" aria-live="polite"></div>`,
  curve: '<main id="curve" tabindex="0"></main>',
  comparison: '<main id="curve" tabindex="0"></main>',
} as const;
export type PageView = keyof typeof pageBodies;
