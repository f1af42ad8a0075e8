// Adds a script to the page, and returns the directive of the policy that blocks it.
() => new Promise((resolve) => {
  document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective));
  const script = document.createElement("script");
  script.textContent = "window.ran = 1";
  document.body.append(script);
})
