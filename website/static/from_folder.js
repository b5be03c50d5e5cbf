// The search shows a few lines of each page that it finds, which a browser may fetch from a server
// but not from a folder: there it shows the titles alone, and no errors.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
