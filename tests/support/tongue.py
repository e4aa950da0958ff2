"""Whether every part of a page says in which language it is, and in which direction it is read."""

#: Dutch words that the feedback of practice quotes are not marked; names of offices and of figures are names.
#: Words in letters of another language than their element says, and parts of another language without a direction.
OTHER_TONGUE = """() => {
    const scripts = {ar: /\\p{Script=Arabic}/u, ti: /\\p{Script=Ethiopic}/u, latin: /\\p{Script=Latin}/u};
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
    for (let node; (node = walk.nextNode());) {
        const of = node.parentElement.closest("[lang]"), lang = of.lang;
        const mine = scripts[lang] ? lang : "latin";
        const words = node.textContent.replace(/\\b(Klantbeeld|COA|GZA|[a-f]|huis|boom|om|heel|maar)\\b/g, "").trim();
        for (const [script, letters] of Object.entries(scripts))
            if (script !== mine && letters.test(words)) wrong.push(lang + ": " + words.slice(0, 60));
        if (words && of !== document.documentElement && of.id !== "screen" && !of.closest("[dir]"))
            wrong.push("no direction: " + words.slice(0, 60));
        const turned = getComputedStyle(of).direction === "rtl";
        if (words && !of.matches("[dir=ltr]") && turned !== (lang === "ar"))
            wrong.push("turned: " + words.slice(0, 60));
    }
    return [...new Set(wrong)];
}"""
